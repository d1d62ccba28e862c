// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.random;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What is to be remembered of a query while it is drawn. */
final class Notes {
  /** Stands for SECURE, which PostgreSQL does not know. */
  static final char SECURE = '\u0001';

  /** Encloses the number of a parameter. */
  static final char PARAMETER = '\u0002';

  private static final int RISKY_PERCENT = 8;
  private static final int PARAMETER_PERCENT = 12;

  private final Dice dice;
  private final boolean risky;
  private final Set<Feature> features = EnumSet.noneOf(Feature.class);
  private final List<Object> parameters = new ArrayList<>();
  private boolean literalsOnly;
  private int calm;
  private boolean anyScale;

  Notes(Dice dice) {
    this.dice = dice;
    this.risky = dice.percent(RISKY_PERCENT);
  }

  Dice dice() {
    return dice;
  }

  /**
   * Whether values may overflow, or be divided by zero. Not within conditions, for which of them is
   * asked first is left to each database; nor where PostgreSQL may find that it need not compute.
   */
  boolean risky() {
    return risky && calm == 0;
  }

  void beginCalm() {
    calm++;
  }

  void endCalm() {
    calm--;
  }

  void has(Feature feature) {
    features.add(feature);
  }

  Set<Feature> features() {
    return Collections.unmodifiableSet(features);
  }

  List<Object> parameters() {
    return List.copyOf(parameters);
  }

  /** From now on, or no longer, literals must not become parameters: they are to be repeated. */
  void literalsOnly(boolean only) {
    literalsOnly = only;
  }

  /** From now on, zeros at the end of exact numbers do not matter. */
  void anyScale() {
    anyScale = true;
  }

  boolean isAnyScale() {
    return anyScale;
  }

  /** Returns a literal, or now and then a parameter in its place. */
  String value(Object value) {
    if (literalsOnly || !dice.percent(PARAMETER_PERCENT)) {
      return Literals.of(value);
    }
    has(Feature.PARAMETER);
    parameters.add(value);
    return "" + PARAMETER + (parameters.size() - 1) + PARAMETER;
  }
}
