// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.data;

import org.jspecify.annotations.Nullable;

/**
 * How a number is written: {@code -?(0|[1-9][0-9]*)?(\.[0-9]+)?([eE][+-]?[0-9]+)?}, with a digit
 * before the exponent.
 *
 * <p>What has leading zeros or a plus sign is text, since identifiers and telephone numbers would
 * lose them. Written without a regular expression, for every field of every file comes by here.
 *
 * @param wholeDigits digits before the point; none if there is but a zero
 * @param scale digits after the point
 */
record NumberShape(int wholeDigits, int scale, boolean exponent) {

  /** Returns the shape of {@code text}, or null if it is not a number. */
  static @Nullable NumberShape of(String text) {
    int wholeStart = text.startsWith("-") ? 1 : 0;
    int wholeEnd = skipDigits(text, wholeStart);
    boolean zero = wholeEnd == wholeStart + 1 && text.charAt(wholeStart) == '0';
    if (!zero && wholeEnd > wholeStart && text.charAt(wholeStart) == '0') {
      return null;
    }
    int end = wholeEnd;
    int scale = 0;
    if (end < text.length() && text.charAt(end) == '.') {
      end = skipDigits(text, wholeEnd + 1);
      scale = end - wholeEnd - 1;
      if (scale == 0) {
        return null;
      }
    }
    if (end == wholeStart) {
      return null;
    }
    int wholeDigits = zero ? 0 : wholeEnd - wholeStart;
    if (end == text.length()) {
      return new NumberShape(wholeDigits, scale, false);
    }
    return isExponent(text, end) && fitsDouble(text, end)
        ? new NumberShape(wholeDigits, scale, true)
        : null;
  }

  private static boolean isExponent(String text, int start) {
    if (Character.toLowerCase(text.charAt(start)) != 'e') {
      return false;
    }
    int digits = start + 1;
    if (digits < text.length() && "+-".indexOf(text.charAt(digits)) >= 0) {
      digits++;
    }
    return digits < text.length() && skipDigits(text, digits) == text.length();
  }

  /** Whether the value is neither too large for a double nor so small that it would become zero. */
  private static boolean fitsDouble(String text, int exponentStart) {
    double value = Double.parseDouble(text);
    boolean zero =
        text.substring(0, exponentStart).chars().noneMatch(digit -> digit >= '1' && digit <= '9');
    return Double.isFinite(value) && (value != 0 || zero);
  }

  private static int skipDigits(String text, int start) {
    int i = start;
    while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
      i++;
    }
    return i;
  }
}
