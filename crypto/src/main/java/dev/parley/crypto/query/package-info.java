// SPDX-License-Identifier: Apache-2.0

/** What is derived from one query's secret: tokens, labels, check values, packed slots. */
@NullMarked
package dev.parley.crypto.query;

import org.jspecify.annotations.NullMarked;
