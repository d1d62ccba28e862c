// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.actionhost.config.HostLimits;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits in number and time, and that no process outlives its host. */
class HostLimitsTest {
  @Test
  void admitsSoManyInAMinute(@TempDir Path folder) {
    try (RunningHost host = RunningHost.in(folder, limits(2, 8, 3, 20_000, 60_000))) {
      assertThat(host.invoke("{}").status()).isEqualTo(200);
      assertThat(host.invoke("{}").status()).isEqualTo(200);

      Answer throttled = host.invoke("{}");

      assertThat(throttled.status()).isEqualTo(429);
      assertThat(throttled.text("error")).isEqualTo("Too many requests in the last minute.");
    }
  }

  @Test
  void tellsALongRunsCallerToPoll(@TempDir Path folder) {
    try (RunningHost host = RunningHost.in(folder, limits(99, 1, 1, 10, 60_000))) {
      host.exportToWeb();

      Answer begun = host.invoke("{'do': 'sleep', 'millis': 500}");

      assertThat(begun.status()).isEqualTo(202);
      assertThat(host.invoke("{}").text("error"))
          .isEqualTo("Too many concurrent requests in flight.");
      assertThat(host.web(RunningHost.WEB, "{}").status()).isEqualTo(429);
      String path = "namespaces/_/activations/" + begun.text("activationId");
      Eventually.isTrue("activation", () -> host.owner("GET", path, "").status() == 200);
      assertThat(host.owner("GET", path, "").response().get("success").getAsBoolean()).isTrue();
    }
  }

  @Test
  void runsAtOnceInProcessesOfTheirOwnUpToTheirNumber(@TempDir Path folder) {
    try (RunningHost host = RunningHost.in(folder, limits(99, 8, 2, 20_000, 60_000))) {
      // Runs wait for a process no longer than they may take, and a slow machine starts one slowly.
      host.put(
          RunningHost.ACTION + "?overwrite=true",
          RunningHost.action(folder.resolve("action.jar"), 15_000));
      List<CompletableFuture<Answer>> answers = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        answers.add(
            CompletableFuture.supplyAsync(() -> host.invoke("{'do': 'sleep', 'millis': 200}")));
      }

      assertThat(answers)
          .extracting(answer -> answer.join().result().get("pid").getAsLong())
          .satisfies(pids -> assertThat(pids.stream().distinct().count()).isLessThanOrEqualTo(2));
    }
  }

  @Test
  void endsIdleProcessesAndAllWhenItCloses(@TempDir Path folder) {
    long pid;
    try (RunningHost host = RunningHost.in(folder, limits(99, 8, 2, 20_000, 300))) {
      Eventually.isGone(host.invokedPid());

      pid = host.invokedPid();
    }

    Eventually.isGone(pid);
  }

  @Test
  void noProcessOutlivesAHostThatIsKilledNorItsFolder(@TempDir Path folder, @TempDir Path temporary)
      throws Exception {
    Process killed =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader out = killed.inputReader(StandardCharsets.UTF_8)) {
      long pid = Long.parseLong(out.readLine());
      assertThat(ProcessHandle.of(pid)).isPresent();
      assertThat(temporary).isDirectoryContaining("glob:**parley-action-*");

      killed.destroyForcibly();

      Eventually.isGone(pid);
      assertThat(temporary).isDirectoryNotContaining("glob:**parley-action-*");
    } finally {
      killed.destroyForcibly();
    }
  }

  /** A host that prints its action's process id and then waits to be killed. */
  static final class Victim {
    public static void main(String[] args) throws Exception {
      RunningHost host = RunningHost.in(Path.of(args[0]), RunningHost.LIMITS);
      System.out.println(host.invokedPid());
      Thread.currentThread().join();
    }
  }

  private static HostLimits limits(
      int perMinute, int concurrent, int processes, long... waitAndIdleMillis) {
    return new HostLimits(
        perMinute,
        concurrent,
        processes,
        Duration.ofMillis(waitAndIdleMillis[0]),
        Duration.ofMillis(waitAndIdleMillis[1]));
  }
}
