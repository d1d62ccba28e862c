// SPDX-License-Identifier: Apache-2.0

/** A whole federation from one command. */
@NullMarked
package dev.parley.cli.demo;

import org.jspecify.annotations.NullMarked;
