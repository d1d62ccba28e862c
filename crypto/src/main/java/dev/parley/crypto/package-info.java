// SPDX-License-Identifier: Apache-2.0

/** What hides numbers that can still be added. */
@NullMarked
package dev.parley.crypto;

import org.jspecify.annotations.NullMarked;
