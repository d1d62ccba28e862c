// SPDX-License-Identifier: Apache-2.0
/** Programs that others have written, each asking a served federation in its own manner. */
@NullMarked
package dev.parley.it.clients;

import org.jspecify.annotations.NullMarked;
