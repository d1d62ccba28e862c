// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.query;

import static dev.parley.gateway.query.TinyActionHost.answer;
import static dev.parley.gateway.query.TinyActionHost.hangUp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.gateway.config.ActionSettings;
import dev.parley.gateway.party.Parties;
import dev.parley.gateway.query.MergeProgress.State;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.wire.MergeTicket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MergeActionTest {
  private static final String MERGED = "{\"query\":\"00\",\"millis\":42}";
  private static final MergeTicket TICKET = MergeTicket.random(Parties.RANDOM);

  @Test
  void invokesTheWebActionWithNamesTheTicketAndItsSecret() throws IOException {
    try (TinyActionHost host = new TinyActionHost(answer(200, MERGED))) {
      assertThat(invoke(host.settings(), after(10_000))).isEqualTo(merged(42));

      assertThat(host.requests)
          .containsExactly(
              "POST /api/v1/web/guest/parley/merge.json only-for-tests "
                  + "{\"analyst\":\"board\",\"ticket\":\"%s\",\"nodes\":[\"east\",\"north\"]}"
                      .formatted(TICKET.toHex()));
    }
  }

  @Test
  void passesOnARefusalWithoutWhatCouldMoveACursor() throws IOException {
    try (TinyActionHost host =
        new TinyActionHost(
            answer(200, "{\"code\":\"PARTIAL_MISSING\",\"fact\":\"of\\u001b[2J\\nnorth\"}"))) {
      ParleyException e = failure(host.settings(), after(10_000));

      assertThat(e.code()).isEqualTo(ErrorCode.ACTION_FAILED);
      assertThat(e.fact()).isEqualTo("The merge action refused (PARTIAL_MISSING): of [2J north");
    }
  }

  @Test
  void keepsThatTooFewOwnersAreInIt() throws IOException {
    try (TinyActionHost host =
        new TinyActionHost(answer(200, "{\"code\":\"TOO_FEW_OWNERS\",\"fact\":\"1 of 2\"}"))) {
      assertThat(failure(host.settings(), after(10_000)).code())
          .isEqualTo(ErrorCode.TOO_FEW_OWNERS);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "401,Check namespace and secretFile",
    "404,Deploy the merge action",
    "500,Ask the cloud operator"
  })
  void tellsTheStatusAndWhatToDo(int status, String hint) throws IOException {
    // OpenWhisk's errors have a code as well: the id of a transaction
    try (TinyActionHost host =
        new TinyActionHost(answer(status, "{\"error\":\"no\",\"code\":\"ALREADY_MERGED\"}"))) {
      ParleyException e = failure(host.settings(), after(10_000));

      assertThat(e.code()).isEqualTo(ErrorCode.ACTION_FAILED);
      assertThat(e.fact()).isEqualTo("The merge action failed with HTTP status " + status);
      assertThat(e.hint()).startsWith(hint);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no json",
        "[]",
        "{}",
        "{\"query\":\"00\"}",
        "{\"query\":\"00\",\"millis\":\"soon\"}",
        "{\"query\":\"00\",\"millis\":-1}",
        "{\"query\":\"00\",\"millis\":1e999999999}",
        "{\"query\":\"00\",\"millis\":[1]}",
        "{\"code\":\"lower case\"}"
      })
  void refusesAnAnswerThatIsNone(String body) throws IOException {
    try (TinyActionHost host = new TinyActionHost(answer(200, body))) {
      ParleyException e = failure(host.settings(), after(10_000));

      assertThat(e.code()).isEqualTo(ErrorCode.ACTION_FAILED);
      assertThat(e.fact()).isEqualTo("The merge action gave an answer that cannot be understood");
    }
  }

  @Test
  void readsNoMoreOfAnAnswerThanItNeeds() throws IOException {
    try (TinyActionHost host = new TinyActionHost(answer(200, "[".repeat(10_000_000)))) {
      assertThat(failure(host.settings(), after(20_000)).code()).isEqualTo(ErrorCode.ACTION_FAILED);
    }
  }

  @Test
  void saysWhenTheActionIsStillAtIt() throws IOException {
    try (TinyActionHost host = new TinyActionHost(answer(202, "{\"activationId\":\"1\"}"))) {
      assertThat(invoke(host.settings(), after(10_000)).state()).isEqualTo(State.GOING_ON);
    }
  }

  @Test
  void takesAProxyThatLostPatienceForAnActionThatIsStillAtIt() throws IOException {
    try (TinyActionHost host = new TinyActionHost(answer(504, "<html>"))) {
      assertThat(invoke(host.settings(), after(10_000)).state()).isEqualTo(State.GOING_ON);
      assertThat(host.requests).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400,{\"error\":\"There was an error processing your request.\"}",
    "400,{\"timeout\":false}",
    "500,{}",
    "502,<html>",
    "503,{}",
    "200,{\"code\":\"STORAGE_FAILED\"}"
  })
  void invokesAgainWhenTheActionDiedOrTheHostBrokeDown(int status, String body) throws IOException {
    try (TinyActionHost host =
        new TinyActionHost(answer(status, body), answer(status, body), answer(200, MERGED))) {
      assertThat(invoke(host.settings(), after(10_000))).isEqualTo(merged(42));
      assertThat(host.requests).hasSize(3);
    }
  }

  @Test
  void doesNotInvokeAgainWhatTookTooLong() throws IOException {
    try (TinyActionHost host = new TinyActionHost(answer(400, "{\"timeout\":true}"))) {
      ParleyException e = failure(host.settings(), after(10_000));

      assertThat(e.hint()).contains("took more time or memory than deploy.yaml allows");
      assertThat(host.requests).hasSize(1);
    }
  }

  @Test
  void givesUpWhenTheActionDiesTimeAndAgain() throws IOException {
    try (TinyActionHost host = new TinyActionHost(answer(400, "{}"))) {
      assertThat(failure(host.settings(), after(10_000)).fact())
          .isEqualTo("The merge action failed with HTTP status 400");
      assertThat(host.requests).hasSize(4);
    }
  }

  @Test
  void waitsForAContainerThatStartsSlowly() throws IOException {
    TinyActionHost.Script slow =
        (exchange, body) -> {
          LockSupport.parkNanos(Duration.ofMillis(1_200).toNanos());
          answer(200, MERGED).run(exchange, body);
        };
    try (TinyActionHost host = new TinyActionHost(slow)) {
      assertThat(invoke(host.settings(), after(10_000))).isEqualTo(merged(42));
      assertThat(host.requests).hasSize(1);
    }
  }

  @Test
  void saysThatTheClocksOfTheCloudDiffer() throws IOException {
    try (TinyActionHost host =
        new TinyActionHost(answer(200, "{\"code\":\"STORAGE_SKEWED\",\"fact\":\"24 min\"}"))) {
      assertThat(failure(host.settings(), after(10_000)).hint()).contains("set the clocks");
    }
  }

  @Test
  void comesAgainWhileTheHostHasTooMuchToDo() throws IOException {
    try (TinyActionHost host =
        new TinyActionHost(answer(429, "{}"), answer(429, "{}"), answer(200, MERGED))) {
      assertThat(invoke(host.settings(), after(10_000)).state()).isEqualTo(State.MERGED);
      assertThat(host.requests).hasSize(3);
    }
  }

  @Test
  void givesUpAtTheDeadlineIfTheHostAlwaysHasTooMuchToDo() throws IOException {
    try (TinyActionHost host = new TinyActionHost(answer(429, "{}"))) {
      assertThat(failure(host.settings(), after(300)).code()).isEqualTo(ErrorCode.TIMED_OUT);
    }
  }

  @Test
  void asksAgainWhenAnAnswerIsLostAndTakesWhatWasMergedThen() throws IOException {
    try (TinyActionHost host =
        new TinyActionHost(
            hangUp(), answer(200, "{\"code\":\"ALREADY_MERGED\",\"fact\":\"before\"}"))) {
      assertThat(invoke(host.settings(), after(10_000)))
          .isEqualTo(MergeProgress.of(State.MERGED_BEFORE));
    }
  }

  @Test
  void givesUpWhenAnswersAreAlwaysLost() throws IOException {
    try (TinyActionHost host = new TinyActionHost(hangUp())) {
      assertThat(failure(host.settings(), after(10_000)).fact()).endsWith("breaks off its answers");
      assertThat(host.requests).hasSize(4);
    }
  }

  @Test
  void endsAtTheDeadlineWhenNobodyAnswersOrAnAnswerStalls() throws IOException {
    try (TinyActionHost host = new TinyActionHost(hangUp())) {
      host.then(host.silence());
      assertThat(failure(host.settings(), after(200)).code()).isEqualTo(ErrorCode.TIMED_OUT);

      host.then(host.stall());
      assertThat(failure(host.settings(), after(200)).code()).isEqualTo(ErrorCode.TIMED_OUT);
    }
  }

  @Test
  void endsAtOnceWhenItIsCancelled() throws IOException {
    ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
    try (TinyActionHost host = new TinyActionHost(hangUp())) {
      host.then(host.stall());
      Cancellation cancellation = after(20_000);
      var unused = later.schedule(cancellation::cancel, 100, TimeUnit.MILLISECONDS);
      long begun = System.nanoTime();

      assertThat(failure(host.settings(), cancellation).fact())
          .isEqualTo("The query was cancelled");
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
    } finally {
      later.shutdownNow();
    }
  }

  @Test
  void saysThatNobodyListens() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    ActionSettings nobody =
        new ActionSettings(URI.create("http://127.0.0.1:" + port), "guest", "secret");

    ParleyException e = failure(nobody, after(10_000));

    assertThat(e.code()).isEqualTo(ErrorCode.ACTION_FAILED);
    assertThat(e.fact())
        .isEqualTo("The action host at http://127.0.0.1:%d cannot be reached".formatted(port));
  }

  private static ParleyException failure(ActionSettings settings, Cancellation cancellation) {
    return catchThrowableOfType(ParleyException.class, () -> invoke(settings, cancellation));
  }

  private static MergeProgress merged(int millis) {
    return new MergeProgress(State.MERGED, Duration.ofMillis(millis));
  }

  private static MergeProgress invoke(ActionSettings settings, Cancellation cancellation) {
    return new MergeAction(settings)
        .invoke(TICKET, Parties.ANALYST, List.of(Parties.EAST, Parties.NORTH), cancellation);
  }

  private static Cancellation after(long millis) {
    return Cancellation.after(Duration.ofMillis(millis));
  }
}
