/** The definition of the customer features: what each one measures, and their table. */
package io.spendcast.domain.feature;
