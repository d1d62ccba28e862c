// SPDX-License-Identifier: Apache-2.0

/** The page on setting Parley up, walked step by step. */
@NullMarked
package dev.parley.it.setup;

import org.jspecify.annotations.NullMarked;
