// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.local;

/** Which rows without a partner a join keeps. */
public enum JoinKind {
  INNER(false, false),
  LEFT(true, false),
  RIGHT(false, true),
  FULL(true, true);

  private final boolean keepsLeft;
  private final boolean keepsRight;

  JoinKind(boolean keepsLeft, boolean keepsRight) {
    this.keepsLeft = keepsLeft;
    this.keepsRight = keepsRight;
  }

  boolean keepsLeft() {
    return keepsLeft;
  }

  boolean keepsRight() {
    return keepsRight;
  }
}
