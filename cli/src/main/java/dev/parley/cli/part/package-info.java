// SPDX-License-Identifier: Apache-2.0

/** One party of a federation, started from its settings file. */
@NullMarked
package dev.parley.cli.part;

import org.jspecify.annotations.NullMarked;
