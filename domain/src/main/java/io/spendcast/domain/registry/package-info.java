/** Models with a name, versions and stages. */
package io.spendcast.domain.registry;
