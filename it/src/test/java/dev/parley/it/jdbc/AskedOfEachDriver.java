// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.jdbc;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A class of checks that every {@link TestedDriver} has to pass. Its constructor takes the driver,
 * and after it {@link Drivers} if it likes.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ParameterizedClass
@EnumSource(TestedDriver.class)
@ExtendWith(Drivers.Extension.class)
public @interface AskedOfEachDriver {}
