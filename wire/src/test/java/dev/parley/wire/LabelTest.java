// SPDX-License-Identifier: Apache-2.0
package dev.parley.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LabelTest {

  @Test
  void noTwoLabelsAreTheSameOrBeginTheSame() {
    for (Label label : Label.values()) {
      assertThat(Arrays.stream(Label.values()).filter(l -> l.text().startsWith(label.text())))
          .as(label.text())
          .containsExactly(label);
    }
  }

  @Test
  void allAreOfThisVersionAndFitTheContextOfASignature() {
    for (Label label : Label.values()) {
      assertThat(label.text()).matches("parley/1/[a-z/-]{1,64}");
      assertThat(label.bytes()).hasSize(label.text().length());
    }
  }

  @Test
  void everyKindOfObjectHasALabelOfItsOwn() {
    assertThat(Arrays.stream(ObjectKind.values()).map(ObjectKind::label)).doesNotHaveDuplicates();
    assertThat(Arrays.stream(ObjectKind.values()).map(ObjectKind::code)).doesNotHaveDuplicates();
  }
}
