// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.attack;

import dev.parley.it.Rows;
import dev.parley.it.SharedFederation;
import dev.parley.it.tap.LyingCloud;
import dev.parley.it.tap.LyingCloud.Lie;
import dev.parley.it.tap.TapLauncher;
import dev.parley.testkit.federation.PartLauncher.Part;
import dev.parley.testkit.federation.ThreadLauncher;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One federation that all attackers share: three owners, each of whom wants two in an answer and
 * three rows in a number. After each attack it must answer an honest question as before.
 */
final class BesiegedStage implements ParameterResolver, AfterEachCallback {
  static final String HONEST = "SELECT COUNT(*), SUM(stay), SUM(cost) FROM visits";
  static final List<List<String>> TRUTH = List.of(List.of("18", "226", "7239.00"));

  private static final Path DATA = Path.of("src/test/resources/attacked");
  private static final Namespace NAMESPACE = Namespace.create(BesiegedStage.class);

  /** What is attacked. */
  record Besieged(SharedFederation federation, LyingCloud cloud) implements AutoCloseable {
    List<List<String>> ask(String sql) throws SQLException {
      return Rows.of(federation::connect, sql);
    }

    /** Asks what must fail. */
    SQLException failure(String sql) {
      return Assertions.catchThrowableOfType(SQLException.class, () -> ask(sql));
    }

    @Override
    public void close() throws IOException {
      federation.close();
    }
  }

  @Override
  public void afterEach(ExtensionContext context) throws SQLException {
    Besieged besieged = besieged(context);
    besieged.cloud().tell(Lie.NONE);
    Assertions.assertThat(besieged.ask(HONEST)).as("the answer after the attack").isEqualTo(TRUTH);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Besieged.class;
  }

  @Override
  public Besieged resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return besieged(context);
  }

  private static Besieged besieged(ExtensionContext context) {
    return context
        .getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
        .getOrComputeIfAbsent("besieged", key -> start(), Besieged.class);
  }

  private static Besieged start() {
    LyingCloud cloud = new LyingCloud();
    try {
      return new Besieged(
          SharedFederation.start(
              DATA,
              Path.of("target"),
              new TapLauncher(new ThreadLauncher(), Map.of(Part.PIPE, cloud::speak))),
          cloud);
    } catch (Exception e) {
      throw new IllegalStateException("The federation does not start", e);
    }
  }
}
