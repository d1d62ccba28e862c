// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.it.SharedStage;
import dev.parley.it.SharedStage.Stage;
import dev.parley.node.config.NodeSettings;
import dev.parley.pipe.Pipe;
import dev.parley.pipe.PipeException;
import dev.parley.pipe.PipeSettings;
import dev.parley.pipe.S3Credentials;
import dev.parley.pipe.S3Pipe;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.QueryId;
import dev.parley.testkit.federation.LocalFederationSettings;
import dev.parley.wire.PipeNames;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Promise 2, where the guard keeps it: with the very secrets that the parties of a running
 * federation use, nobody gets more from the pipe than the party needs.
 */
@ExtendWith(SharedStage.class)
class GuardIT {
  private static final String ANALYST = LocalFederationSettings.ANALYST.value();
  private static final byte[] OBJECT = {1, 2, 3};
  private static final int LIMIT = 1 << 20;

  private final Path config;
  private final URI endpoint;
  private final PipeNames names;
  private final String query = QueryId.random(new SecureRandom()).value();

  GuardIT(Stage stage) {
    NodeSettings north =
        NodeSettings.read(stage.federation().federation().nodeFile(new NodeId("north")));
    this.config = stage.federation().state().config();
    this.endpoint = north.pipe().endpoint();
    this.names = new PipeNames(north.federation().value());
  }

  @Test
  void theGatewayNeitherReadsNorListsNorWritesPartials() throws Exception {
    String out = names.out(ANALYST, "north");
    try (Pipe gateway = as("gateway-" + ANALYST);
        Pipe node = as("node-north");
        Pipe actions = as("actions")) {
      node.put(out, PipeNames.partial(query), OBJECT);

      // The object is there, for those who may read it.
      assertThat(actions.get(out, PipeNames.partial(query), LIMIT)).hasValue(OBJECT);
      assertDenied(() -> gateway.get(out, PipeNames.partial(query), LIMIT));
      assertDenied(() -> gateway.open(out, PipeNames.partial(query)));
      assertDenied(() -> gateway.list(out, ""));
      assertDenied(() -> gateway.list(out, query));
      assertDenied(() -> gateway.put(out, PipeNames.partial(query) + "2", OBJECT));
      assertDenied(() -> gateway.delete(out, PipeNames.partial(query)));
      node.delete(out, PipeNames.partial(query));
    }
  }

  @Test
  void theGatewayWritesNoAnswerAndNoBoard() throws Exception {
    try (Pipe gateway = as("gateway-" + ANALYST)) {
      assertThat(gateway.get(names.merged(ANALYST), PipeNames.answer(query), LIMIT)).isEmpty();
      assertDenied(() -> gateway.put(names.merged(ANALYST), PipeNames.answer(query), OBJECT));
      assertDenied(() -> gateway.put(names.board("north"), PipeNames.done(ANALYST, query), OBJECT));
      assertDenied(() -> gateway.replace(names.board("north"), PipeNames.heartbeat(), OBJECT));
    }
  }

  @Test
  void aNodeHasNothingToDoInTheBucketsOfAnother() throws Exception {
    try (Pipe north = as("node-north")) {
      assertThat(north.list(names.board("north"), "")).contains(PipeNames.heartbeat());
      for (String bucket :
          new String[] {
            names.in(ANALYST, "east"), names.out(ANALYST, "east"), names.board("east")
          }) {
        assertDenied(() -> north.get(bucket, PipeNames.heartbeat(), LIMIT));
        assertDenied(() -> north.list(bucket, ""));
        assertDenied(() -> north.put(bucket, PipeNames.partial(query), OBJECT));
        assertDenied(() -> north.delete(bucket, PipeNames.heartbeat()));
      }
      assertDenied(() -> north.get(names.merged(ANALYST), PipeNames.answer(query), LIMIT));
      assertDenied(() -> north.put(names.merged(ANALYST), PipeNames.answer(query), OBJECT));
    }
  }

  @Test
  void theActionNeitherDeletesNorReadsQuestionsNorWritesPartials() throws Exception {
    String out = names.out(ANALYST, "north");
    try (Pipe actions = as("actions")) {
      assertThat(actions.get(out, PipeNames.partial(query), LIMIT)).isEmpty();
      assertDenied(() -> actions.delete(out, PipeNames.partial(query)));
      assertDenied(() -> actions.delete(names.merged(ANALYST), PipeNames.answer(query)));
      assertDenied(() -> actions.put(out, PipeNames.partial(query), OBJECT));
      assertDenied(() -> actions.list(out, ""));
      assertDenied(() -> actions.get(names.in(ANALYST, "north"), PipeNames.subQuery(query), LIMIT));
      assertDenied(() -> actions.list(names.in(ANALYST, "north"), ""));
      assertDenied(() -> actions.get(names.board("north"), PipeNames.heartbeat(), LIMIT));
    }
  }

  @Test
  void whoDoesNotKnowASecretGetsNothing() throws Exception {
    S3Credentials guessed = new S3Credentials("actions", "guessed-guessed-guessed");
    try (Pipe stranger = new S3Pipe(PipeSettings.of(endpoint, guessed))) {
      assertDenied(() -> stranger.get(names.out(ANALYST, "north"), query, LIMIT));
      assertDenied(() -> stranger.list(names.board("north"), ""));
    }
  }

  private Pipe as(String accessKey) {
    Path secret = config.resolve("pipe").resolve(accessKey + ".secret");
    return new S3Pipe(PipeSettings.of(endpoint, S3Credentials.read(accessKey, secret)));
  }

  private interface Attempt {
    void run() throws PipeException;
  }

  private static void assertDenied(Attempt attempt) {
    PipeException error = catchThrowableOfType(PipeException.class, attempt::run);

    assertThat((Throwable) error).as("an attempt that must be denied").isNotNull();
    assertThat(error.kind()).isEqualTo(PipeException.Kind.DENIED);
  }
}
