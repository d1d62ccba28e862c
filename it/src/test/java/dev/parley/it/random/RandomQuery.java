// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A question to a federation.
 *
 * @param template with signs for SECURE and for parameters, see {@link Notes}
 * @param values of the parameters that the signs number
 * @param tolerances of the columns of the answer
 * @param ordered whether rows are wanted in their order
 * @param anyScale whether zeros at the end of exact numbers do not matter
 */
record RandomQuery(
    String template,
    List<Object> values,
    List<Tolerance> tolerances,
    boolean ordered,
    boolean anyScale,
    Set<Feature> features) {
  private static final Pattern PARAMETER =
      Pattern.compile(Notes.PARAMETER + "([0-9]+)" + Notes.PARAMETER);

  /** The statement as Parley reads it. */
  String parley() {
    return marked().replace(String.valueOf(Notes.SECURE), "SECURE ");
  }

  /** The statement as PostgreSQL reads it. */
  String postgresql() {
    return marked().replace(String.valueOf(Notes.SECURE), "");
  }

  private String marked() {
    return PARAMETER.matcher(template).replaceAll("?");
  }

  /** The values of the question marks, one for each. */
  List<Object> parameters() {
    List<Object> parameters = new ArrayList<>();
    Matcher matcher = PARAMETER.matcher(template);
    while (matcher.find()) {
      parameters.add(values.get(Integer.parseInt(matcher.group(1))));
    }
    return parameters;
  }
}
