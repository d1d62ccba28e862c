// SPDX-License-Identifier: Apache-2.0

/** The parley command. */
@NullMarked
package dev.parley.cli;

import org.jspecify.annotations.NullMarked;
