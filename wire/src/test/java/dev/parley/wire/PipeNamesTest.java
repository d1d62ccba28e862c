// SPDX-License-Identifier: Apache-2.0
package dev.parley.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PipeNamesTest {
  /** Amazon S3 user guide, "General purpose bucket naming rules". */
  private static final String BUCKET = "[a-z0-9][a-z0-9-]{1,61}[a-z0-9]";

  private static final List<String> PARTIES =
      List.of("a", "A", "north", "North", "a.b_c-D", "a.b", "a-b", "x".repeat(63), "ä€", "", "in");

  @Test
  void namesBucketsThatEveryS3ServerTakesAndNoTwoAlike() {
    Set<String> buckets = new HashSet<>();
    int count = 0;
    for (String federation : List.of("c", "city", "city-", "a".repeat(32))) {
      PipeNames names = new PipeNames(federation);
      for (String one : PARTIES) {
        buckets.add(names.merged(one));
        buckets.add(names.board(one));
        count += 2;
        for (String other : PARTIES) {
          buckets.add(names.in(one, other));
          buckets.add(names.out(one, other));
          count += 2;
        }
      }
    }

    assertThat(buckets).hasSize(count).allMatch(bucket -> bucket.matches(BUCKET));
  }

  @Test
  void namesStayAsTheyAreForOldObjectsMustBeFound() {
    PipeNames names = new PipeNames("city");

    assertThat(names.in("health-board", "north")).matches("city-[0-9a-f]{16}-in");
    assertThat(names.in("health-board", "north")).isEqualTo("city-07b6ebbd3569aeb4-in");
    assertThat(names.board("north")).isEqualTo("city-f39ce2c725aeba01-board");
  }

  @Test
  void keysOfAQueryBeginWithItsId() {
    String id = "00112233445566778899aabbccddeeff";
    List<String> keys =
        List.of(PipeNames.subQuery(id), PipeNames.partial(id), PipeNames.answer(id));

    assertThat(keys).doesNotHaveDuplicates().allMatch(key -> key.startsWith(id + "/"));
    assertThat(PipeNames.catalog("a")).isNotEqualTo(PipeNames.catalog("b"));
    assertThat(PipeNames.catalog("a")).matches("catalog/[0-9a-f]{16}");
    assertThat(PipeNames.heartbeat()).isEqualTo("heartbeat");
  }

  @Test
  void boardsNameAQuestionByItsAnalystAndItsIdAndShowNeither() {
    String id = "00112233445566778899aabbccddeeff";
    Set<String> endings = new HashSet<>();
    for (String analyst : PARTIES) {
      endings.add(PipeNames.ending(analyst, id));
      endings.add(PipeNames.ending(analyst, id.replace('0', '1')));
    }

    assertThat(endings).hasSize(2 * PARTIES.size()).allMatch(e -> e.matches("[0-9a-f]{32}/"));
    assertThat(endings).noneMatch(ending -> ending.startsWith(id));
    assertThat(PipeNames.done("board", id)).isEqualTo(PipeNames.ending("board", id) + "done");
    assertThat(PipeNames.refusal("board", id)).isEqualTo(PipeNames.ending("board", id) + "refusal");
  }
}
