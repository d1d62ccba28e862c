// SPDX-License-Identifier: Apache-2.0

/** Who may do what in which bucket: an S3 server that denies whatever is not granted. */
@NullMarked
package dev.parley.pipe.guard;

import org.jspecify.annotations.NullMarked;
