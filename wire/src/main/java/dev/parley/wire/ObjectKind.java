// SPDX-License-Identifier: Apache-2.0
package dev.parley.wire;

/** What an object in the pipe is; the second byte after the magic. */
public enum ObjectKind {
  SUB_QUERY(1, Label.SUB_QUERY),
  PARTIAL(2, Label.PARTIAL),
  MERGED(3, Label.MERGED),
  REFUSAL(4, Label.REFUSAL),
  CATALOG(5, Label.CATALOG),
  HEARTBEAT(6, Label.HEARTBEAT),
  MANIFEST(7, Label.MANIFEST);

  private final int code;
  private final Label label;

  ObjectKind(int code, Label label) {
    this.code = code;
    this.label = label;
  }

  public int code() {
    return code;
  }

  /**
   * Returns the domain-separation label of this kind, different for each: no key, signature or seal
   * made for one kind serves another.
   */
  public Label label() {
    return label;
  }
}
