// SPDX-License-Identifier: Apache-2.0
package dev.parley.sql.function;

import java.util.List;
import java.util.Optional;

/** The arguments that a function takes, and what it then returns. */
@FunctionalInterface
public interface Signature {

  /**
   * Returns the conversions that PostgreSQL makes, and the result's type; empty if there is no such
   * function of these arguments.
   *
   * @throws dev.parley.protocol.error.ParleyException NOT_SUPPORTED for what PostgreSQL has and
   *     Parley has not
   */
  Optional<Resolution> resolve(List<Argument> arguments);
}
