// SPDX-License-Identifier: Apache-2.0

/** Paillier's public half, through javallier. */
@NullMarked
package dev.parley.crypto.paillier;

import org.jspecify.annotations.NullMarked;
