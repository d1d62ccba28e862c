// SPDX-License-Identifier: Apache-2.0

/** The attackers, one class each, and what each of them gets. */
@NullMarked
package dev.parley.it.attack;

import org.jspecify.annotations.NullMarked;
