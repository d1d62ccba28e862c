// SPDX-License-Identifier: Apache-2.0
package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testkit.federation.ThreadLauncher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Real data of real owners, where there are any: {@code PARLEY_TEST_DATA} names the folder in which
 * {@code federations/heart} and {@code federations/taxi} lie.
 */
class RealDataIT {
  private static final String VARIABLE = "PARLEY_TEST_DATA";

  private static final List<String> ON_PATIENTS =
      List.of(
          "SELECT SECURE COUNT(*), SECURE AVG(age) FROM patients",
          "SELECT sex, SECURE COUNT(*), SECURE AVG(age) FROM patients GROUP BY sex ORDER BY sex",
          "SELECT SECURE COUNT(chol), SECURE SUM(chol) FROM patients WHERE age > 60",
          "SELECT num > 0, COUNT(*), STDDEV(chol), VAR_POP(oldpeak), AVG(age) FROM patients"
              + " GROUP BY 1 ORDER BY 1",
          "SELECT age / 10 * 10, SECURE AVG(trestbps), COUNT(*) FILTER (WHERE exang = 1)"
              + " FROM patients GROUP BY 1 ORDER BY 1",
          "SELECT cp, MIN(age), MAX(thalach), COUNT(DISTINCT age) FROM patients"
              + " GROUP BY cp ORDER BY cp",
          "SELECT COUNT(*) FROM patients WHERE thalach > (SELECT AVG(thalach) FROM patients)",
          "SELECT patient_id, age, chol FROM patients WHERE chol > 400"
              + " ORDER BY chol DESC, patient_id LIMIT 7");

  private static final List<String> ON_TRIPS =
      List.of(
          "SELECT SECURE COUNT(*), SECURE SUM(fare), SECURE AVG(fare) FROM trips",
          "SELECT payment, SECURE COUNT(*), SECURE SUM(tip) FROM trips GROUP BY payment"
              + " ORDER BY payment",
          "SELECT SECURE AVG(distance) FROM trips WHERE passengers > 2 AND fare < 20",
          "SELECT EXTRACT(HOUR FROM pickup_time), COUNT(*), AVG(fare), STDDEV(tip) FROM trips"
              + " GROUP BY 1 ORDER BY 1",
          "SELECT DATE_TRUNC('week', pickup_time), SUM(total - tip) FROM trips"
              + " GROUP BY 1 ORDER BY 1",
          "SELECT pickup_borough, SUM(CASE WHEN dropoff_borough = pickup_borough THEN 1 ELSE 0 END),"
              + " SUM(tip) / SUM(fare) FROM trips GROUP BY 1 HAVING COUNT(*) > 20 ORDER BY 3 DESC",
          "WITH day AS (SELECT CAST(pickup_time AS DATE) AS d, COUNT(*) AS n FROM trips GROUP BY 1)"
              + " SELECT MAX(n), MIN(n), AVG(n) FROM day",
          "SELECT trip_id, distance FROM trips ORDER BY distance DESC, trip_id LIMIT 5",
          "SELECT UPPER(SUBSTRING(pickup_zone FROM 1 FOR 1)), COUNT(*) FROM trips"
              + " WHERE pickup_zone LIKE '%Park%' GROUP BY 1 ORDER BY 1");

  @Test
  void fourHospitalsAnswerAsOneDatabaseWould() throws Exception {
    try (SharedFederation federation = start("heart")) {
      assertThat(Rows.of(federation::connect, ON_PATIENTS.get(0)))
          .isEqualTo(List.of(List.of("920", "53.5108695652173913")));
      assertSameAsReference(federation, ON_PATIENTS);
    }
  }

  @Test
  void taxiCompaniesAnswerAsOneDatabaseWould() throws Exception {
    try (SharedFederation federation = start("taxi")) {
      assertSameAsReference(federation, ON_TRIPS);
    }
  }

  private static void assertSameAsReference(SharedFederation federation, List<String> questions)
      throws Exception {
    for (String sql : questions) {
      assertThat(Rows.of(federation::connect, sql))
          .as(sql)
          .isNotEmpty()
          .isEqualTo(Rows.of(federation::connectToReference, GoldenConnections.of(sql)));
    }
  }

  private static SharedFederation start(String federation) throws Exception {
    Path folder = Path.of(System.getenv().getOrDefault(VARIABLE, "-"), federation);
    if (!Files.isDirectory(folder)) {
      String reason =
          "skipped: %s names no folder with the federation %s".formatted(VARIABLE, federation);
      LoggerFactory.getLogger(RealDataIT.class).warn(reason);
      Assumptions.abort(reason);
    }
    return SharedFederation.start(folder, Path.of("target"), new ThreadLauncher());
  }
}
