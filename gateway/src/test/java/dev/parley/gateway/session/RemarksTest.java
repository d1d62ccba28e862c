// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.gateway.query.Absence;
import dev.parley.gateway.query.OpenedAnswer;
import dev.parley.gateway.query.SecureQuestion;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.sql.AggregateQuery;
import dev.parley.protocol.sql.Aggregation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RemarksTest {
  private static final NodeId EAST = new NodeId("east");
  private static final NodeId WEST = new NodeId("west");
  private static final Absence WITHOUT_WEST = new Absence(WEST, "is offline");

  private final Remarks remarks = new Remarks();

  @Test
  void answersThatDoWithoutTheSameNodeFitTogether() {
    remarks.note(question(), answer(List.of(EAST), List.of(WITHOUT_WEST)));
    remarks.note(question(), answer(List.of(EAST), List.of(WITHOUT_WEST)));

    assertThat(remarks.nodes()).containsExactly(EAST);
    assertThat(remarks.warnings())
        .containsExactly("Node 'west' is not in this answer: it is offline");
  }

  @Test
  void aNodeThatIsLostBetweenTwoAnswersIsAnError() {
    remarks.note(question(), answer(List.of(EAST, WEST), List.of()));

    assertThatThrownBy(() -> remarks.note(question(), answer(List.of(EAST), List.of(WITHOUT_WEST))))
        .isInstanceOfSatisfying(
            ParleyException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.NODE_MISSING);
              assertThat(e.fact()).contains("'west'");
            });
  }

  private static SecureQuestion question() {
    return new SecureQuestion(
        List.of(EAST, WEST),
        new AggregateQuery("trips", List.of(), List.of(Aggregation.countRows()), Optional.empty()),
        List.of());
  }

  private static OpenedAnswer answer(List<NodeId> nodes, List<Absence> absences) {
    return new OpenedAnswer(List.of(), 0, nodes, absences);
  }
}
