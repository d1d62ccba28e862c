// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.sql.SQLException;
import java.util.Collections;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParleyUrlTest {

  @Test
  void theShortestUrlHasDefaults() throws SQLException {
    ParleyUrl url = ParleyUrl.parse("jdbc:parley://db.example");

    assertThat(url.host()).isEqualTo("db.example");
    assertThat(url.port()).isEqualTo(8765);
    assertThat(url.federation()).isEmpty();
    assertThat(url.properties()).isEmpty();
  }

  @Test
  void everyPartIsRead() throws SQLException {
    ParleyUrl url =
        ParleyUrl.parse("jdbc:parley://127.0.0.1:9000/city?user=a%26na&password=x+y%3D&minNodes=2");

    assertThat(url.host()).isEqualTo("127.0.0.1");
    assertThat(url.port()).isEqualTo(9000);
    assertThat(url.federation()).isEqualTo("city");
    assertThat(url.properties())
        .containsExactly(entry("user", "a&na"), entry("password", "x+y="), entry("minNodes", "2"));
  }

  @Test
  void anIpv6AddressStandsInBrackets() throws SQLException {
    ParleyUrl url = ParleyUrl.parse("jdbc:parley://[::1]:9000/?secure=auto");

    assertThat(url.host()).isEqualTo("[::1]");
    assertThat(url.properties()).containsExactly(entry("secure", "auto"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"?", "?&", "?secure=auto&", "?&&secure=auto"})
  void nothingBetweenTwoPropertiesIsNoProperty(String query) throws SQLException {
    ParleyUrl url = ParleyUrl.parse("jdbc:parley://host/" + query);

    assertThat(url.properties().size()).isEqualTo(query.contains("secure") ? 1 : 0);
  }

  @Test
  void propertiesBesideTheUrlWinAndTheGatewayHearsOnlyItsOwn() throws SQLException {
    Map<String, String> inUrl = Collections.singletonMap("user", "ana");
    Properties beside = new Properties();
    beside.setProperty("user", "bob");
    beside.setProperty("fetchSize", "10");
    beside.setProperty("socketTimeout", "1500ms");

    ConnectionSettings settings = ConnectionSettings.of("city", inUrl, beside);

    assertThat(settings.fetchSize()).isEqualTo(10);
    assertThat(settings.connectTimeoutMillis()).isEqualTo(10_000);
    assertThat(settings.socketTimeoutMillis()).isEqualTo(1_500);
    assertThat(settings.forGateway())
        .containsOnly(entry("user", "bob"), entry("federation", "city"));
  }
}
