// SPDX-License-Identifier: Apache-2.0

/** What is remembered of each run: result, logs, times, status; never its parameters. */
@NullMarked
package dev.parley.actionhost.activation;

import org.jspecify.annotations.NullMarked;
