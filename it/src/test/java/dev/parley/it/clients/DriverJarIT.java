// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.SharedStage;
import dev.parley.it.SharedStage.Stage;
import dev.parley.jdbc.ParleyDriver;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The driver as tools get it: one jar, in a class loader where nothing else is. */
@ExtendWith(SharedStage.class)
class DriverJarIT {
  private static final long MOST_BYTES = 8L << 20;
  private static final int MAGIC = 0xCAFEBABE;
  private static final int JAVA_8 = 52;

  private final Served served;

  DriverJarIT(Stage stage) {
    this.served = new Served(stage);
  }

  private static Path jar() throws Exception {
    URL place = ParleyDriver.class.getProtectionDomain().getCodeSource().getLocation();
    Path jar = Path.of(place.toURI());
    assertThat(jar).isRegularFile();
    return jar;
  }

  @Test
  void connectsFromAClassLoaderThatHasNothingElse() throws Exception {
    URL[] onlyTheJar = {jar().toUri().toURL()};
    try (URLClassLoader isolated =
        new URLClassLoader(onlyTheJar, ClassLoader.getPlatformClassLoader())) {
      List<Driver> found = new ArrayList<>();
      ServiceLoader.load(Driver.class, isolated).forEach(found::add);
      found.removeIf(driver -> driver.getClass().getClassLoader() != isolated);
      assertThat(found).hasSize(1);

      Driver driver = found.get(0);
      assertThat(driver.getClass().getName()).isEqualTo("dev.parley.jdbc.ParleyDriver");
      assertThat(driver.getClass()).isNotSameAs(ParleyDriver.class);
      Properties info = new Properties();
      info.setProperty("user", Served.USER);
      info.setProperty("password", served.password());
      try (Connection connection = driver.connect(served.url(), info);
          ResultSet rows =
              connection.createStatement().executeQuery("SELECT COUNT(*) FROM trips")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getLong(1)).isEqualTo(11);
        assertThat(connection.getMetaData().getDatabaseProductVersion()).startsWith("0.1");
      }
    }
  }

  @Test
  void describesEveryPropertyAndShowsNoPassword() throws Exception {
    Properties info = new Properties();
    info.setProperty("user", "ana");
    info.setProperty("password", "secret");

    DriverPropertyInfo[] properties = new ParleyDriver().getPropertyInfo(served.url(), info);

    assertThat(properties).hasSizeGreaterThan(10);
    assertThat(properties)
        .allSatisfy(
            property -> {
              assertThat(property.name).isNotBlank();
              assertThat(property.description).endsWith(".");
            });
    assertThat(properties[0].toString()).doesNotContain("secret");
  }

  @Test
  void isSmallAndHoldsOursAndWhatIsMovedIntoOurs() throws Exception {
    List<String> strange = new ArrayList<>();
    assertThat(Files.size(jar())).isLessThan(MOST_BYTES);
    try (JarFile jar = new JarFile(jar().toFile())) {
      for (JarEntry entry : jar.stream().filter(e -> !e.isDirectory()).toList()) {
        if (!entry.getName().startsWith("dev/parley/jdbc/")
            && !entry.getName().startsWith("META-INF/")) {
          strange.add(entry.getName());
        }
        if (entry.getName().endsWith(".class") && version(jar, entry) > JAVA_8) {
          strange.add(entry.getName() + " is of version " + version(jar, entry));
        }
      }
    }

    assertThat(strange).isEmpty();
  }

  private static int version(JarFile jar, JarEntry entry) throws IOException {
    try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
      assertThat(in.readInt()).isEqualTo(MAGIC);
      in.readUnsignedShort();
      return in.readUnsignedShort();
    }
  }

  @Test
  void bearsTheLicencesOfWhatIsInIt() throws Exception {
    assertThat(text("META-INF/LICENSE")).contains("Apache License");
    assertThat(text("META-INF/NOTICE")).contains("Apache Calcite");
    assertThat(text("META-INF/licenses/README.txt"))
        .contains("Avatica", "HttpComponents", "jOOU", "Protocol Buffers", "SLF4J");
    assertThat(text("META-INF/licenses/protobuf-java.txt")).contains("Google Inc.");
    assertThat(text("META-INF/licenses/slf4j.txt")).contains("QOS.ch");
  }

  private static String text(String name) throws Exception {
    try (JarFile jar = new JarFile(jar().toFile())) {
      return new String(
          jar.getInputStream(jar.getJarEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
