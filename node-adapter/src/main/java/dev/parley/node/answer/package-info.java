// SPDX-License-Identifier: Apache-2.0

/** Turns a node's plain groups into an encrypted partial answer. */
@NullMarked
package dev.parley.node.answer;

import org.jspecify.annotations.NullMarked;
