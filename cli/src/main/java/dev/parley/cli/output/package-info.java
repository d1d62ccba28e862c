// SPDX-License-Identifier: Apache-2.0

/** How results and errors are shown: tables, CSV, JSON lines. */
@NullMarked
package dev.parley.cli.output;

import org.jspecify.annotations.NullMarked;
