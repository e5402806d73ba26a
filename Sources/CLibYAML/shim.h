// Debian's libyaml, taken as it is.
#include <yaml.h>
