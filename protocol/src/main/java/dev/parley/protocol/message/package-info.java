// SPDX-License-Identifier: Apache-2.0

/** What is said inside seals and signatures, as bytes. */
@NullMarked
package dev.parley.protocol.message;

import org.jspecify.annotations.NullMarked;
