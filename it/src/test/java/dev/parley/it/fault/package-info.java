// SPDX-License-Identifier: Apache-2.0

/** Promise 5: parts that are killed, lines that fail, disks that are full. */
@NullMarked
package dev.parley.it.fault;

import org.jspecify.annotations.NullMarked;
