// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.activation;

/** How a run ended, in OpenWhisk's words and numbers. */
public enum ActivationStatus {
  SUCCESS(0, "success"),
  /** The action returned an {@code error} of its own. */
  APPLICATION_ERROR(1, "application error"),
  /** The action crashed, threw, took too long or too much, or could not be loaded. */
  DEVELOPER_ERROR(2, "action developer error"),
  /** This host could not run it. */
  INTERNAL_ERROR(3, "whisk internal error");

  private final int number;
  private final String text;

  ActivationStatus(int number, String text) {
    this.number = number;
    this.text = text;
  }

  /** OpenWhisk's words. */
  public String text() {
    return text;
  }

  /** OpenWhisk's number. */
  public int number() {
    return number;
  }
}
