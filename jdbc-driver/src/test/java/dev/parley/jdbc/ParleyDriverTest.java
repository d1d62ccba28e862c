// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParleyDriverTest {
  private final ParleyDriver driver = new ParleyDriver();

  @Test
  void isFoundByServiceLoaderAndDriverManager() throws SQLException {
    List<Class<?>> found = new ArrayList<>();
    for (Driver each : ServiceLoader.load(Driver.class)) {
      found.add(each.getClass());
    }

    assertThat(found).contains(ParleyDriver.class);
    assertThat(DriverManager.getDriver("jdbc:parley://host/")).isInstanceOf(ParleyDriver.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:parley:embedded:federation.yaml",
        "jdbc:postgresql://host/db",
        "jdbc:avatica:remote:url=http://host",
        ""
      })
  void leavesOtherUrlsToOtherDrivers(String url) throws SQLException {
    assertThat(driver.acceptsURL(url)).isFalse();
    assertThat(driver.connect(url, new Properties())).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:parley:",
        "jdbc:parley:host",
        "jdbc:parley://",
        "jdbc:parley:///city",
        "jdbc:parley://host:/city",
        "jdbc:parley://host:port/",
        "jdbc:parley://host:0/",
        "jdbc:parley://host:65536/",
        "jdbc:parley://host/a/b",
        "jdbc:parley://user@host/",
        "jdbc:parley://host/?user",
        "jdbc:parley://host/?=x",
        "jdbc:parley://host/?user=a&user=b",
        "jdbc:parley://host/?user=%zz"
      })
  void malformedUrlsAreRefused(String url) {
    SQLException e =
        catchThrowableOfType(SQLException.class, () -> driver.connect(url, new Properties()));

    assertThat(e.getSQLState()).isEqualTo("F0000");
    assertThat(e.getErrorCode()).isEqualTo(501);
    assertThat(e.getMessage()).contains(" | ").doesNotContain("%zz");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "colour=red",
        "Secure=auto",
        "secure=perhaps",
        "tls=maybe",
        "fetchSize=0",
        "fetchSize=many",
        "connectTimeout=soon",
        "socketTimeout=0",
        "socketTimeout=999999999m",
        "timeout=-1"
      })
  void propertiesThatCannotBeUsedAreRefused(String property) {
    SQLException e =
        catchThrowableOfType(
            SQLException.class,
            () -> driver.connect("jdbc:parley://127.0.0.1:1/?" + property, new Properties()));

    assertThat(e.getSQLState()).isEqualTo("F0000");
    assertThat(e.getMessage()).contains(property.substring(0, property.indexOf('=')));
  }

  @Test
  void aPropertyThatIsNoTextIsRefusedAndNotPassedOver() {
    Properties beside = new Properties();
    beside.put("minNodes", 2);

    SQLException e =
        catchThrowableOfType(
            SQLException.class, () -> driver.connect("jdbc:parley://127.0.0.1:1/", beside));

    assertThat(e.getSQLState()).isEqualTo("F0000");
    assertThat(e.getMessage())
        .isEqualTo("The property 'minNodes' is no text | Use Properties.setProperty.");
  }

  @Test
  void choicesAreToldToWhoHasTakenAnother() {
    SQLException e =
        catchThrowableOfType(
            SQLException.class,
            () -> driver.connect("jdbc:parley://127.0.0.1:1/?tls=TRUE", new Properties()));

    assertThat(e.getMessage()).startsWith("The property 'tls' is not true or false |");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "jdbc:parley:", "jdbc:parley://", "jdbc:parley://{host}:{port}/?us"})
  void propertiesAreDescribedWhileTheUrlIsBeingWritten(String url) {
    assertThat(driver.getPropertyInfo(url, null)).hasSize(12);
  }

  @Test
  void aTrustStoreWithoutEncryptionIsRefused() {
    SQLException e =
        catchThrowableOfType(
            SQLException.class,
            () ->
                driver.connect(
                    "jdbc:parley://127.0.0.1:1/?trustStore=ca.crt&tls=false", new Properties()));

    assertThat(e.getSQLState()).isEqualTo("F0000");
    assertThat(e.getMessage()).contains("tls=true");
  }

  @Test
  void aTrustStoreThatCannotBeReadIsRefused() {
    SQLException e =
        catchThrowableOfType(
            SQLException.class,
            () ->
                driver.connect(
                    "jdbc:parley://127.0.0.1:1/?trustStore=gone.crt&tls=true", new Properties()));

    assertThat(e.getSQLState()).isEqualTo("F0000");
    assertThat(e.getMessage()).contains("trustStore cannot be read");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "db.example",
        "10.0.0.1",
        "127.0.0.1.example",
        "[2001:db8::1]",
        "1.2.7.0",
        "[::11]",
        "[1::1]",
        "localhost.example",
        "127.0.0.1234"
      })
  void overANetworkConnectionsAreEncryptedUnlessToldOtherwise(String host) throws SQLException {
    Map<String, String> off = Collections.singletonMap("tls", "false");

    assertThat(settings(Collections.emptyMap()).isEncrypted(host)).isTrue();
    assertThat(settings(off).isEncrypted(host)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LocalHost",
        "127.0.0.1",
        "127.3.2.1",
        "[::1]",
        "[0:0:0:0:0:0:0:1]",
        "[0000:0000:0000:0000:0000:0000:0000:0001]"
      })
  void withinOneMachineConnectionsAreEncryptedIfWanted(String host) throws SQLException {
    Map<String, String> on = Collections.singletonMap("tls", "true");

    assertThat(settings(Collections.emptyMap()).isEncrypted(host)).isFalse();
    assertThat(settings(on).isEncrypted(host)).isTrue();
  }

  private static ConnectionSettings settings(Map<String, String> inUrl) throws SQLException {
    return ConnectionSettings.of("", inUrl, new Properties());
  }

  @Test
  void propertiesAreDescribed() throws SQLException {
    Properties info = new Properties();
    info.setProperty("user", "ana");

    DriverPropertyInfo[] infos =
        driver.getPropertyInfo("jdbc:parley://host/?secure=explicit", info);

    assertThat(Arrays.stream(infos).map(i -> i.name))
        .containsExactly(
            "user",
            "password",
            "tls",
            "trustStore",
            "trustStorePassword",
            "connectTimeout",
            "socketTimeout",
            "minNodes",
            "timeout",
            "secure",
            "keyBits",
            "fetchSize");
    assertThat(infos[0].value).isEqualTo("ana");
    assertThat(infos[0].required).isTrue();
    assertThat(infos[1].value).isNull();
    assertThat(infos[9].value).isEqualTo("explicit");
    assertThat(infos[9].choices).containsExactly("auto", "explicit");
    assertThat(infos[11].value).isEqualTo("2000");
    assertThat(infos).allMatch(i -> !i.description.isEmpty());
  }
}
