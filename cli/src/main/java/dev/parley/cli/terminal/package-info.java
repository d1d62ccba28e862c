// SPDX-License-Identifier: Apache-2.0

/** How commands talk to a person, and how they end. */
@NullMarked
package dev.parley.cli.terminal;

import org.jspecify.annotations.NullMarked;
