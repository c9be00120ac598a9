import { register } from '@hotpath/plugin/register'

register()
