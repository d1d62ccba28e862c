// SPDX-License-Identifier: Apache-2.0
package dev.parley.ozone.kerberos;

import dev.parley.ozone.RunningOzone;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.hdds.conf.OzoneConfiguration;
import org.apache.hadoop.security.UserGroupInformation;

/** An Ozone with Kerberos and access lists; what is run here is run by its administrator. */
public final class SecuredOzone implements RunningOzone {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final int ANSWER_MILLIS = 10_000;
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Realm realm;
  private final URI endpoint;
  private final Map<Service.Role, Service> services = new EnumMap<>(Service.Role.class);

  private SecuredOzone(Realm realm, URI endpoint) {
    this.realm = realm;
    this.endpoint = endpoint;
  }

  /** Founds a realm, and starts an Ozone in it; all that they keep is in the folder. */
  public static SecuredOzone start(Path folder) throws Exception {
    Realm realm = Realm.found(folder);
    SecuredSettings settings = SecuredSettings.write(folder, realm);
    SecuredOzone ozone =
        new SecuredOzone(realm, URI.create("http://127.0.0.1:" + settings.s3Port()));
    try {
      ozone.startServices(folder);
      ozone.login(folder.resolve("conf"));
      ozone.await(Administration::write);
      ozone.await(ozone::ask);
      return ozone;
    } catch (Exception e) {
      ozone.close();
      throw e;
    }
  }

  private void startServices(Path folder) throws Exception {
    for (Service.Role role : Service.Role.values()) {
      Service service = new Service(role, folder, realm.configuration());
      services.put(role, service);
      if (role == Service.Role.SCM || role == Service.Role.OM) {
        service.init();
      }
      service.start();
    }
  }

  /** Whatever asks for Ozone's settings on this thread finds those of this one. */
  private void login(Path conf) throws IOException {
    Thread thread = Thread.currentThread();
    URL[] settings = {conf.toUri().toURL()};
    thread.setContextClassLoader(new URLClassLoader(settings, thread.getContextClassLoader()));
    UserGroupInformation.setConfiguration(new OzoneConfiguration());
    UserGroupInformation.loginUserFromKeytab(
        realm.principal(Realm.ADMINISTRATOR), realm.keytab(Realm.ADMINISTRATOR).toString());
  }

  private interface Attempt {
    void run() throws IOException;
  }

  private void await(Attempt attempt) throws Exception {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (true) {
      try {
        attempt.run();
        return;
      } catch (IOException e) {
        boolean hopeless = services.values().stream().anyMatch(service -> !service.isRunning());
        if (hopeless || Instant.now().isAfter(deadline)) {
          throw e;
        }
        Thread.sleep(PAUSE.toMillis());
      }
    }
  }

  /** Has the S3 gateway, which starts last, answer anything at all. */
  private void ask() throws IOException {
    HttpURLConnection question = (HttpURLConnection) endpoint.toURL().openConnection();
    question.setConnectTimeout(ANSWER_MILLIS);
    question.setReadTimeout(ANSWER_MILLIS);
    question.getResponseCode();
    question.disconnect();
  }

  @Override
  public URI endpoint() {
    return endpoint;
  }

  /**
   * {@code ozone sh …} as on a command line; {@code secret USER SECRET}; {@code kill} or {@code
   * start} and {@code scm}, {@code om}, {@code dn} or {@code s3g}.
   */
  @Override
  public void run(String command) throws Exception {
    String[] words = command.replace("'", "").split(" ");
    switch (words[0]) {
      case "ozone" -> Administration.shell(words);
      case "secret" -> Administration.secret(words[1], words[2]);
      case "kill" -> service(words[1]).kill();
      case "start" -> service(words[1]).start();
      default -> throw new IllegalArgumentException("no such command: " + command);
    }
  }

  private Service service(String word) {
    Service service = services.get(Service.Role.valueOf(word.toUpperCase(Locale.ROOT)));
    if (service == null) {
      throw new IllegalArgumentException("no such service: " + word);
    }
    return service;
  }

  @Override
  public void close() {
    for (Service service : services.values()) {
      service.close();
    }
    realm.close();
  }
}
