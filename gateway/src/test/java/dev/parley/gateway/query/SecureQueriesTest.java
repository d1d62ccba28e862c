// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.query;

import static dev.parley.gateway.party.Parties.EAST;
import static dev.parley.gateway.party.Parties.NAMES;
import static dev.parley.gateway.party.Parties.NORTH;
import static dev.parley.gateway.party.Parties.WEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.gateway.members.Federation;
import dev.parley.gateway.party.Parties;
import dev.parley.gateway.query.MergedObject.Part;
import dev.parley.pipe.PipeException;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.message.SubQueryMessage;
import dev.parley.protocol.sql.AggregateQuery;
import dev.parley.protocol.sql.Expression;
import dev.parley.protocol.sql.Operator;
import dev.parley.wire.PipeNames;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecureQueriesTest {
  private static final Merging.Patience PATIENCE =
      new Merging.Patience(Duration.ofMillis(200), Duration.ofMillis(300));
  private final NodesBehindPipe pipe = new NodesBehindPipe();
  private final SecureQuestion total = Questions.total(EAST, NORTH, WEST);
  private final QueryTrace trace = new QueryTrace();
  private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
  private TinyActionHost cloud;
  private Federation federation;
  private SecureQueries queries;

  @BeforeEach
  void start() throws Exception {
    cloud = new TinyActionHost(merging(200));
    federation = Parties.watchAllAlive(pipe);
    queries = new SecureQueries(federation, pipe, new QueryLimits(cloud.settings(), 100), PATIENCE);
  }

  @AfterEach
  void stop() {
    pipe.gate.countDown();
    later.shutdownNow();
    queries.close();
    federation.close();
    cloud.close();
  }

  /** Merges what three honest nodes would report. */
  private TinyActionHost.Script merging(int status) {
    return (exchange, body) -> {
      merge();
      TinyActionHost.answer(status, "{\"query\":\"00\",\"millis\":42}").run(exchange, body);
    };
  }

  private void merge() throws IOException {
    SubQueryMessage asked = pipe.askedOf(NORTH);
    try {
      pipe.memory.put(
          NAMES.merged(Parties.ANALYST.value()),
          PipeNames.answer(asked.context().queryId().value()),
          merged(asked));
    } catch (PipeException e) {
      throw new IOException(e);
    }
  }

  private Void mergeLater() throws IOException {
    merge();
    return null;
  }

  private byte[] merged(SubQueryMessage message) throws IOException {
    Asked asked =
        new Asked(
            message.context().queryId(),
            message.context().principal(),
            Parties.asking(),
            total,
            message.subQuery().secret(),
            message.bodyDigest(),
            message.context().expiry(),
            Questions.NO_TICKET);
    return MergedObject.of(
            asked,
            Stream.of(EAST, NORTH, WEST)
                .map(node -> Part.of(node, Questions.ALL, 10, 5, 1))
                .toArray(Part[]::new))
        .toBytes();
  }

  @Test
  void asksMergesAndOpens() {
    OpenedAnswer answer = run(after(20_000));

    assertThat(answer.groups().get(0).sums())
        .containsExactly(BigInteger.valueOf(30), BigInteger.valueOf(15), BigInteger.valueOf(3));
    assertThat(trace.nodesAsked()).containsExactly(EAST, NORTH, WEST);
    assertThat(trace.nodesIn()).containsExactly(EAST, NORTH, WEST);
    assertThat(trace.functionMillis()).isEqualTo(42);
    assertThat(trace.answerBytes()).isEqualTo(4096);
    assertThat(trace.groups()).isEqualTo(1);
  }

  @Test
  void asksAllNodesTheSameAndEachByItself() {
    OpenedAnswer unused = run(after(20_000));

    SubQueryMessage east = pipe.askedOf(EAST);
    SubQueryMessage north = pipe.askedOf(NORTH);
    assertThat(east.context().recipient()).isEqualTo(EAST);
    assertThat(north.context().recipient()).isEqualTo(NORTH);
    assertThat(east.bodyDigest()).isEqualTo(north.bodyDigest());
    assertThat(east.context().principal()).isEqualTo(Parties.ADA);
    assertThat(east.context().expiry())
        .isBetween(Instant.now().plusSeconds(10), Instant.now().plusSeconds(21));
  }

  @Test
  void takesBackWhatItHasAskedAlsoWhenItFails() throws Exception {
    cloud.then(TinyActionHost.answer(500, "{}"));

    assertThat(failure(after(20_000)).code()).isEqualTo(ErrorCode.ACTION_FAILED);
    queries.close();

    for (NodeId node : total.participants()) {
      assertThat(pipe.memory.list(NAMES.in(Parties.ANALYST.value(), node.value()), "")).isEmpty();
    }
  }

  @Test
  void waitsForAnActionThatIsStillAtIt() {
    cloud.then(
        (exchange, body) -> {
          var unused = later.schedule(this::mergeLater, 250, TimeUnit.MILLISECONDS);
          TinyActionHost.answer(202, "{}").run(exchange, body);
        });

    assertThat(run(after(20_000)).groups()).hasSize(1);
  }

  @Test
  void doesNotWaitForEverForAnActionThatIsStillAtIt() {
    cloud.then(TinyActionHost.answer(202, "{}"));

    assertThat(failure(after(400)).code()).isEqualTo(ErrorCode.TIMED_OUT);
  }

  @Test
  void opensWhatWasMergedThoughTheAnswerOfTheActionWasLost() throws Exception {
    TinyActionHost.Script again =
        TinyActionHost.answer(200, "{\"code\":\"ALREADY_MERGED\",\"fact\":\"before\"}");
    cloud.then(
        (exchange, body) -> {
          cloud.then(again);
          merge();
        });

    assertThat(run(after(20_000)).groups()).hasSize(1);
  }

  @Test
  void invokesAgainWhatTheCloudBeganAndLost() {
    cloud.then(once(TinyActionHost.answer(202, "{}"), merging(200)));

    assertThat(run(after(20_000)).groups()).hasSize(1);
    assertThat(cloud.requests).hasSize(2);
  }

  @Test
  void invokesAgainWhenTheContainerDiesHalfWay() {
    cloud.then(once(TinyActionHost.answer(400, "{}"), merging(200)));

    assertThat(run(after(20_000)).groups()).hasSize(1);
    assertThat(cloud.requests).hasSize(2);
  }

  @Test
  void opensWhatTheActionMergedBeforeItsContainerDied() {
    TinyActionHost.Script again =
        TinyActionHost.answer(200, "{\"code\":\"ALREADY_MERGED\",\"fact\":\"before\"}");
    cloud.then(once(merging(400), again));

    assertThat(run(after(20_000)).groups()).hasSize(1);
  }

  @Test
  void opensWhatWasMergedThoughTheAnswerNeverComes() {
    cloud.then(
        (exchange, body) -> {
          merge();
          cloud.silence().run(exchange, body);
        });

    assertThat(run(after(20_000)).groups()).hasSize(1);
    assertThat(cloud.requests).hasSize(1);
  }

  @Test
  void waitsForWhatAnOverlappingInvocationIsStillWriting() {
    cloud.then(
        (exchange, body) -> {
          var unused = later.schedule(this::mergeLater, 250, TimeUnit.MILLISECONDS);
          TinyActionHost.answer(200, "{\"code\":\"ALREADY_MERGED\",\"fact\":\"before\"}")
              .run(exchange, body);
        });

    assertThat(run(after(20_000)).groups()).hasSize(1);
  }

  @Test
  void saysThatTheCloudLiesWhenItKeepsSayingThatItHasMergedBefore() {
    cloud.then(TinyActionHost.answer(200, "{\"code\":\"ALREADY_MERGED\",\"fact\":\"before\"}"));

    assertThat(failure(after(20_000)).code()).isEqualTo(ErrorCode.ANSWER_FORGED);
  }

  private TinyActionHost.Script once(TinyActionHost.Script first, TinyActionHost.Script others) {
    return (exchange, body) -> {
      cloud.then(others);
      first.run(exchange, body);
    };
  }

  @Test
  void saysThatTheCloudLiesWhenNothingWasMerged() {
    cloud.then(TinyActionHost.answer(200, "{\"query\":\"00\",\"millis\":42}"));

    ParleyException e = failure(after(20_000));

    assertThat(e.code()).isEqualTo(ErrorCode.ANSWER_FORGED);
    assertThat(e.fact()).contains("no merged answer is there");
  }

  @Test
  void keepsNobodyWaitingForAPipeThatHangs() {
    pipe.gate = new CountDownLatch(1);
    long begun = System.nanoTime();

    assertThat(failure(after(100)).code()).isEqualTo(ErrorCode.TIMED_OUT);

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void endsWithinTwoSecondsOfACancelEvenWhileThePipeHangs() {
    pipe.gate = new CountDownLatch(1);
    Cancellation cancellation = after(60_000);
    var unused = later.schedule(cancellation::cancel, 50, TimeUnit.MILLISECONDS);
    long begun = System.nanoTime();

    assertThat(failure(cancellation).fact()).isEqualTo("The query was cancelled");

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void saysThatThePipeFails() {
    pipe.memory.cut("unplugged");

    assertThat(failure(after(20_000)).toLine())
        .startsWith("P0303")
        .contains("The pipe could not be reached: unplugged");
  }

  @Test
  void takesBackWithTheNextQuestionWhatItCouldNotWhileThePipeWasAway() throws Exception {
    pipe.silent.add(NORTH);
    var unused = later.submit(this::cutOnceNorthIsAsked);
    assertThat(failure(after(20_000)).code()).isEqualTo(ErrorCode.PIPE_FAILED);
    assertThat(pipe.deletions.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
    pipe.memory.mend();
    pipe.silent.clear();
    String left = PipeNames.subQuery(pipe.askedOf(NORTH).context().queryId().value());
    assertThat(pipe.memory.list(inNorth(), "")).containsExactly(left);

    OpenedAnswer answer = run(after(20_000));

    assertThat(answer.nodes()).contains(NORTH);
    assertThat(pipe.deletions.tryAcquire(6, 10, TimeUnit.SECONDS)).isTrue();
    assertThat(pipe.memory.list(inNorth(), "")).isEmpty();
  }

  private Void cutOnceNorthIsAsked() throws InterruptedException {
    while (!pipe.received.containsKey(NORTH)) {
      Thread.sleep(10);
    }
    Thread.sleep(100);
    pipe.memory.cut("unplugged");
    return null;
  }

  private static String inNorth() {
    return NAMES.in(Parties.ANALYST.value(), NORTH.value());
  }

  @Test
  void refusesAQuestionThatIsLongerThanNodesTake() {
    List<Expression> values =
        Stream.concat(
                Stream.<Expression>of(new Expression.Column("stay")),
                IntStream.range(0, 20_000)
                    .mapToObj(i -> new Expression.NumberLiteral(BigDecimal.valueOf(i))))
            .toList();
    AggregateQuery longer =
        new AggregateQuery(
            "visits",
            List.of(),
            ((AggregateQuery) total.query()).aggregations(),
            Optional.of(new Expression.Call(Operator.IN, values)));

    ParleyException e =
        catchThrowableOfType(
            ParleyException.class,
            () ->
                queries.run(
                    new SecureQuestion(total.participants(), longer, total.slots()),
                    terms(after(20_000))));

    assertThat(e.code()).isEqualTo(ErrorCode.NOT_SUPPORTED);
    assertThat(e.fact()).isEqualTo("The question is longer than nodes take");
    assertThat(pipe.received).isEmpty();
  }

  @Test
  void anAnswerOfANodeThatLeftMeanwhileIsNotShown(@TempDir Path folder) throws Exception {
    Federation changing = Federation.watch(Parties.self(folder, Parties.manifest()), pipe);
    TinyActionHost.Script leaving =
        (exchange, body) -> {
          Parties.write(folder, Parties.manifest(2, EAST, WEST));
          changing.refresh();
          merging(200).run(exchange, body);
        };
    try (TinyActionHost slow = new TinyActionHost(leaving);
        SecureQueries asking =
            new SecureQueries(changing, pipe, new QueryLimits(slow.settings(), 100))) {
      ParleyException e =
          catchThrowableOfType(
              ParleyException.class, () -> asking.run(total, terms(after(20_000))));

      assertThat(e.code()).isEqualTo(ErrorCode.PEER_REFUSED);
      assertThat(e.fact()).startsWith("Node 'north' left the federation");
    } finally {
      changing.close();
    }
  }

  private OpenedAnswer run(Cancellation cancellation) {
    return queries.run(total, terms(cancellation));
  }

  private Terms terms(Cancellation cancellation) {
    return new Terms(Parties.ADA, Quorum.ALL, List.of(), cancellation, trace);
  }

  private ParleyException failure(Cancellation cancellation) {
    return catchThrowableOfType(ParleyException.class, () -> run(cancellation));
  }

  private static Cancellation after(long millis) {
    return Cancellation.after(Duration.ofMillis(millis));
  }
}
