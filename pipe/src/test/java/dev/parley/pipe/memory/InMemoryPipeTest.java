// SPDX-License-Identifier: Apache-2.0
package dev.parley.pipe.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parley.pipe.Pipe;
import dev.parley.pipe.PipeContract;
import dev.parley.pipe.PipeException;
import org.junit.jupiter.api.Test;

/** The pipe of tests, and of nothing else, keeps the contract. */
class InMemoryPipeTest extends PipeContract {
  private final InMemoryPipe pipe = new InMemoryPipe();

  @Override
  protected Pipe pipe() {
    return pipe;
  }

  @Override
  protected String bucket() {
    return "city-0000000000000000-board";
  }

  @Test
  void failsWhileItIsCutAndLosesNothing() throws Exception {
    pipe.put(bucket(), "q1/done", new byte[] {1});

    pipe.cut("somebody dug");

    assertThatExceptionOfType(PipeException.class)
        .isThrownBy(() -> pipe.get(bucket(), "q1/done", 1))
        .withMessage("The pipe could not be reached: somebody dug")
        .matches(e -> e.kind() == PipeException.Kind.UNREACHABLE);
    pipe.mend();
    assertThat(pipe.get(bucket(), "q1/done", 1)).isPresent();
  }

  @Test
  void sharesNoArrayWithItsCallers() throws Exception {
    byte[] mine = {1};
    pipe.put(bucket(), "q1/done", mine);
    mine[0] = 9;
    pipe.get(bucket(), "q1/done", 1).orElseThrow()[0] = 8;

    assertThat(pipe.get(bucket(), "q1/done", 1)).hasValue(new byte[] {1});
  }
}
