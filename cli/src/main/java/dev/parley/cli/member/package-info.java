// SPDX-License-Identifier: Apache-2.0

/** The commands by which parties make keys, and a founder says who belongs. */
@NullMarked
package dev.parley.cli.member;

import org.jspecify.annotations.NullMarked;
