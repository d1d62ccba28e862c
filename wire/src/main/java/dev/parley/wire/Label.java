// SPDX-License-Identifier: Apache-2.0
package dev.parley.wire;

import java.nio.charset.StandardCharsets;

/**
 * Every label by which one use of a key is kept apart from all others (domain separation). They
 * stand here together, so that two can never be the same: a signature, seal, derived key or
 * fingerprint that was made under one is none under another.
 */
public enum Label {
  /** Signature and seal of a sub-query. */
  SUB_QUERY("parley/1/sub-query"),
  /** Of a partial, which is neither signed nor sealed: its check values protect it. */
  PARTIAL("parley/1/partial"),
  /** Of a merged answer, likewise. */
  MERGED("parley/1/merged"),
  /** Signature and seal of a refusal. */
  REFUSAL("parley/1/refusal"),
  /** Signature and seal of a catalog. */
  CATALOG("parley/1/catalog"),
  /** Signature of a heartbeat. */
  HEARTBEAT("parley/1/heartbeat"),
  /** Signature of a manifest. */
  MANIFEST("parley/1/manifest"),
  /** Signature of a file of public keys over itself. */
  PUBLIC_KEYS("parley/1/public-keys"),
  /** Hash by which a member's keys are known: what people compare. */
  FINGERPRINT("parley/1/fingerprint"),
  /** Hash of a merge ticket: the id of its query. */
  QUERY_ID("parley/1/query-id"),
  /** Derived from a query's secret: the key of group tokens. */
  QUERY_TOKEN("parley/1/query/token"),
  /** Derived from a query's secret: the key of group labels. */
  QUERY_LABEL("parley/1/query/label"),
  /** Derived from a query's secret: the key of revealed rows. */
  QUERY_ROW("parley/1/query/row"),
  /** Derived from a query's secret: the key of the coefficients of check values. */
  QUERY_CHECK("parley/1/query/check"),
  /** Derived from a query's secret: the key of the nodes' pads. */
  QUERY_PAD("parley/1/query/pad");

  private final String text;

  Label(String text) {
    this.text = text;
  }

  /** The label as it is written, in ASCII. */
  public String text() {
    return text;
  }

  /** Returns the bytes of the label. */
  public byte[] bytes() {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
