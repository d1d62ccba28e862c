// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.config;

import dev.parley.protocol.error.ParleyException;
import dev.parley.settings.WatchedFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may log in now: reads the settings file, and the password files that it names, again and
 * again.
 *
 * <p>What is in them takes effect once two looks in a row have found the same, for editors save in
 * steps. Files that cannot be used then let nobody in, and nobody go on, until they are mended: who
 * takes a user away, or deletes a password, must not find the user at work because of a slip
 * elsewhere.
 */
public final class UserRegister implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(UserRegister.class);
  private static final Duration PERIOD = Duration.ofMillis(500);

  private final ScheduledExecutorService watcher =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "parley-users");
            thread.setDaemon(true);
            return thread;
          });
  private volatile Users users;

  /** Why the files as they are cannot be used; empty if they can. */
  private String complaint = "";

  private UserRegister(Users users) {
    this.users = users;
  }

  /** Users who stay the same. */
  public static UserRegister of(Users users) {
    return new UserRegister(users);
  }

  /**
   * Users as a file says, also after it has changed.
   *
   * @param settings what was read from the file just now
   */
  public static UserRegister watch(Path file, GatewaySettings settings) {
    UserRegister register = new UserRegister(settings.users());
    WatchedFiles<GatewaySettings> files =
        new WatchedFiles<>(settings, () -> GatewaySettings.read(file), read -> filesOf(file, read));
    var unused =
        register.watcher.scheduleWithFixedDelay(
            () -> register.look(files),
            PERIOD.toMillis(),
            PERIOD.toMillis(),
            TimeUnit.MILLISECONDS);
    return register;
  }

  /** Who may log in now. */
  public Users now() {
    return users;
  }

  /** Never throws: an exception would end the looks. */
  private void look(WatchedFiles<GatewaySettings> files) {
    try {
      files.look().ifPresent(this::adopt);
    } catch (ParleyException e) {
      users = Users.of(Map.of());
      if (!e.fact().equals(complaint)) {
        log.error("nobody may log in, for the settings cannot be used: {}", e.fact());
      }
      complaint = e.fact();
    } catch (RuntimeException | Error e) {
      log.error("users-failed", e);
    }
  }

  private void adopt(GatewaySettings fresh) {
    users = fresh.users();
    complaint = "";
    log.info("read users count={}", users.size());
  }

  private static List<Path> filesOf(Path file, GatewaySettings settings) {
    return Stream.concat(Stream.of(file), settings.passwordFiles().stream()).toList();
  }

  @Override
  public void close() {
    watcher.shutdownNow();
  }
}
