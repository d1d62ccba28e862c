// SPDX-License-Identifier: Apache-2.0

/** Files that one process has to itself. */
@NullMarked
package dev.parley.node.state;

import org.jspecify.annotations.NullMarked;
