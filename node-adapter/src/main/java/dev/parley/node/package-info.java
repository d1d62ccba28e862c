// SPDX-License-Identifier: Apache-2.0

/** The owner's side: a node verifies, checks, renders, runs, encrypts. */
@NullMarked
package dev.parley.node;

import org.jspecify.annotations.NullMarked;
