// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;

import java.sql.SQLException;
import java.util.Collections;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
  @ValueSource(
      strings = {
        "db_1.example-2",
        "DB",
        "b\u00fccher.example",
        "[2001:DB8::aF]",
        "[fe80::1%2]",
        "[::ffff:10.0.0.1]"
      })
  void aHostIsTakenAsItIsWritten(String host) throws SQLException {
    assertThat(ParleyUrl.parse("jdbc:parley://" + host).host()).isEqualTo(host);
    assertThat(ParleyUrl.parse("jdbc:parley://" + host + ":65535").port()).isEqualTo(65_535);
    assertThat(ParleyUrl.parse("jdbc:parley://" + host + ":1/x?user=a").host()).isEqualTo(host);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ho st/",
        "ho\tst/",
        "host[/",
        "host]/",
        "ho@st/",
        "ho#st/",
        "[]/",
        "[::g]/",
        "[::1/",
        "::1/",
        "host:123456/",
        "host:-1/",
        "host:+1/",
        "host: 1/",
        "host/a b",
        "host/a/",
        "host/a#b",
        "host/a%zz",
        "host/a%2",
        "host/?user=a#b",
        "host/?=a",
        "host/?user=a%"
      })
  void whatMeansSomethingElseInUrlsIsRefused(String rest) {
    SQLException e =
        catchThrowableOfType(SQLException.class, () -> ParleyUrl.parse("jdbc:parley://" + rest));

    assertThat(e.getSQLState()).isEqualTo("F0000");
    assertThat(e.getErrorCode()).isEqualTo(501);
  }

  @Test
  void whatMeansSomethingElseInUrlsIsEscapedOrStandsWhereItDoesNot() throws SQLException {
    ParleyUrl url =
        ParleyUrl.parse("jdbc:parley://h/a%2Fb%20c?user=a/b?c@d&password==%23+&timeout=");

    assertThat(url.federation()).isEqualTo("a/b c");
    assertThat(url.properties())
        .containsExactly(entry("user", "a/b?c@d"), entry("password", "=#+"), entry("timeout", ""));
    assertThat(ParleyUrl.parse("jdbc:parley://h?user=b").properties())
        .containsExactly(entry("user", "b"));
    assertThat(ParleyUrl.parse("jdbc:parley://h/?").properties()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"7, 7000", "7s, 7000", "1ms, 1", "999999999ms, 999999999", "2m, 120000"})
  void timesHaveAUnit(String text, int millis) throws SQLException {
    assertThat(with("socketTimeout", text).socketTimeoutMillis()).isEqualTo(millis);
    assertThat(with("socketTimeout", "2147483s").socketTimeoutMillis()).isEqualTo(2_147_483_000);
  }

  @ParameterizedTest
  @CsvSource({
    "socketTimeout, ' 7s'",
    "socketTimeout, '7 s'",
    "socketTimeout, 7S",
    "socketTimeout, 1h",
    "socketTimeout, -7s",
    "socketTimeout, 0ms",
    "socketTimeout, 2147484s",
    "socketTimeout, 1000000000ms",
    "fetchSize, 01",
    "fetchSize, +1",
    "fetchSize, '1 '",
    "fetchSize, 10000000"
  })
  void whatIsNoTimeAndNoCountIsRefused(String key, String text) {
    SQLException e = catchThrowableOfType(SQLException.class, () -> with(key, text));

    assertThat(e.getSQLState()).isEqualTo("F0000");
    assertThat(e.getMessage()).contains(key);
  }

  @Test
  void countsHaveUpToSevenDigits() throws SQLException {
    assertThat(with("fetchSize", "1").fetchSize()).isEqualTo(1);
    assertThat(with("fetchSize", "9999999").fetchSize()).isEqualTo(9_999_999);
  }

  private static ConnectionSettings with(String key, String value) throws SQLException {
    return ConnectionSettings.of("", Collections.singletonMap(key, value), new Properties());
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
