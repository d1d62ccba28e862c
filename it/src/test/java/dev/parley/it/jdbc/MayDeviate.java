// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.jdbc;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A class of checks that compare with pgjdbc, and the deviations that they need: no other excuses a
 * difference in it, and one that none of its checks needs fails it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(Deviations.Extension.class)
public @interface MayDeviate {
  Deviation[] value();
}
