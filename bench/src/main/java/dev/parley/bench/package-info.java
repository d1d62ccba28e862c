// SPDX-License-Identifier: Apache-2.0

/** What is measured, and against what. */
@NullMarked
package dev.parley.bench;

import org.jspecify.annotations.NullMarked;
