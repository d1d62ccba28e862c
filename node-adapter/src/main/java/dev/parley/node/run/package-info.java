// SPDX-License-Identifier: Apache-2.0

/** Runs a rendered statement and hands over its groups. */
@NullMarked
package dev.parley.node.run;

import org.jspecify.annotations.NullMarked;
