// SPDX-License-Identifier: Apache-2.0

/** What operators write: YAML files, read strictly, with all faults told at once. */
@NullMarked
package dev.parley.settings;

import org.jspecify.annotations.NullMarked;
