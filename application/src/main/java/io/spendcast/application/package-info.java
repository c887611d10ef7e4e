/** The use cases of Spendcast, one class each, in plain Java over the domain's ports. */
package io.spendcast.application;
