// SPDX-License-Identifier: Apache-2.0

/** Who may do what where, whatever the pipe stands on. */
@NullMarked
package dev.parley.it.permission;

import org.jspecify.annotations.NullMarked;
